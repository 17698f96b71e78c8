import { expect, test } from 'vitest';
import type { Problem } from '../../../src/spec/problem.js';
import { reportJunit } from '../../../src/spec/report/junit.js';

const problem = (severity: Problem['severity'], message: string): Problem => ({
  code: 'no-owner',
  severity,
  message,
  mend: 'add owner:',
  file: 'a.yaml',
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 9,
});

test('a suite for each file, a failed case for what fails, a passed one for the rest', () => {
  const files = ['a.yaml', 'b & c.yaml'].map((path) => ({ path, text: '' }));
  const problems = [problem('error', 'a < "b"\u0007'), problem('warning', 'nobody')];
  expect(reportJunit(problems, files, ({ severity }) => severity === 'error')).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="firebreak">
  <testsuite name="a.yaml" tests="2" failures="1">
    <testcase name="no-owner at 3:5" classname="a.yaml" file="a.yaml" line="3"><failure type="error" message="a &lt; &quot;b&quot;\uFFFD">a.yaml:3:5: a &lt; &quot;b&quot;\uFFFD&#10;mend: add owner:</failure></testcase>
    <testcase name="no-owner at 3:5" classname="a.yaml" file="a.yaml" line="3"><system-out>warning: a.yaml:3:5: nobody&#10;mend: add owner:</system-out></testcase>
  </testsuite>
  <testsuite name="b &amp; c.yaml" tests="1" failures="0">
    <testcase name="no problems" classname="b &amp; c.yaml"/>
  </testsuite>
</testsuites>
`,
  );
});

// A pretend shop with the counters that slo-specs/ judge. `POST /failing/20` makes 20 % of everything fail from then on.
import { createServer } from 'node:http';

const EVENTS_PER_SECOND = 20;
const BUCKETS = { 0.1: 0.1, 0.2: 0.2, 0.4: 0.4, 0.8: 0.8, '+Inf': Number.POSITIVE_INFINITY };
const GOOD_SECONDS = 0.15;
const BAD_SECONDS = 1;

let failingShare = 0;
let total = 0;
let bad = 0;

setInterval(() => {
  total += EVENTS_PER_SECOND;
  bad += EVENTS_PER_SECOND * failingShare;
}, 1000);

function exposition() {
  const failed = Math.floor(bad);
  const good = total - failed;
  const within = (limit) => (limit >= GOOD_SECONDS ? good : 0) + (limit >= BAD_SECONDS ? failed : 0);
  const latency = 'http_request_duration_seconds';
  const call = 'grpc_service="search.Search"';
  return [
    '# TYPE http_requests_total counter',
    `http_requests_total{service="checkout-api",status="200"} ${good}`,
    `http_requests_total{service="checkout-api",status="500"} ${failed}`,
    `# TYPE ${latency} histogram`,
    ...Object.entries(BUCKETS).map(
      ([le, limit]) => `${latency}_bucket{service="checkout-api",le="${le}"} ${within(limit)}`,
    ),
    `${latency}_sum{service="checkout-api"} ${good * GOOD_SECONDS + failed * BAD_SECONDS}`,
    `${latency}_count{service="checkout-api"} ${total}`,
    '# TYPE requests_total counter',
    `requests_total ${total}`,
    '# TYPE business_logic_errors_total counter',
    `business_logic_errors_total ${failed}`,
    '# TYPE grpc_server_handled_total counter',
    `grpc_server_handled_total{${call},grpc_code="OK"} ${good}`,
    `grpc_server_handled_total{${call},grpc_code="Unavailable"} ${failed}`,
    '# TYPE index_updates_total counter',
    `index_updates_total{applied_within="5s"} ${good}`,
    `index_updates_total{applied_within="over_5s"} ${failed}`,
    '',
  ].join('\n');
}

const server = createServer((request, response) => {
  const percent = /^\/failing\/(\d{1,2}|100)$/.exec(request.url ?? '')?.[1];
  if (request.method === 'POST' && percent !== undefined) {
    failingShare = Number(percent) / 100;
    response.end(`${percent} % of everything fails from now on\n`);
  } else if (request.method === 'GET' && request.url === '/metrics') {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(exposition());
  } else {
    response.writeHead(404).end('GET /metrics, or POST /failing/<per cent>\n');
  }
});
server.listen(Number(process.argv[2]), () => console.log(`listening on port ${server.address().port}`));

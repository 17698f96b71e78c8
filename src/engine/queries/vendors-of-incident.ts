import type { Incident } from '../../core/incident/incident.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import { vendorsOf } from '../../core/oncall/vendor.js';
import type { VendorView } from '../read-models.js';

/** The vendors that an incident's service depends on, and those with whom a case is open, each with it. */
export function vendorsOfIncident(
  { service, vendorCases }: Incident,
  { vendors }: Pick<OnCallPlan, 'vendors'>,
): readonly VendorView[] {
  const open = vendorCases.filter(({ closedAt }) => closedAt === undefined);
  const others = open.flatMap(({ vendor }) => vendors.get(vendor) ?? []);
  return [...new Set([...vendorsOf(vendors, service), ...others])].map((vendor) => {
    const { id, name, contract, account, response: responseMs, routes } = vendor;
    const steps = vendor.steps.map(({ after, route }) => ({ afterMs: after, route: route.name }));
    return {
      id,
      name,
      contract,
      account,
      responseMs,
      routes,
      steps,
      open: open.find((each) => each.vendor === id),
    };
  });
}

import { incidentKinds, reasons } from '../rules/registry.ts';
import { makeAlertObjectSchema } from './alert-object.ts';

const others = 'a later version may know others.';

/** The schema of an alert object with its documentation: docs/alert.schema.json is made of this. */
export const alertObjectSchema = makeAlertObjectSchema({
  kind: `One of ${incidentKinds.join(', ')}; ${others}`,
  reason: `Why it ended, null unless resolved: ${reasons.join(', ')}; ${others}`,
});

import { renderings } from '../../cli/alerts/renderings.ts';
import { exampleAlerts } from '../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../cli/examples/given.ts';

/** The alert that README.md shows, as an e-mail has it. */
export function sampleAlert(): readonly string[] {
  const alert = new Map(Object.entries(exampleAlerts)).get('disappeared.opened');
  if (alert === undefined) throw new Error('there is no example of an instance that disappears');
  return ['```text', renderings.email(alert, exampleOrigin), '```'];
}

import type { AcknowledgementRequest } from '../incidents/acknowledgement.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Snapshot } from './snapshot.ts';

/** By what requests a check left its incidents acknowledged, or not, so that it can be judged anew. */
export const recordedAcknowledgements = ({
  health,
  alert,
  observedAt,
}: Pick<Snapshot, 'health' | 'alert' | 'observedAt'>): readonly AcknowledgementRequest[] =>
  [...[...(alert?.changes ?? []), ...health.held].map(({ incident }) => incident), ...health.incidents]
    .filter(({ state }) => state === 'open')
    .map((incident) => requestOf(incident, observedAt));

const requestOf = ({ id, acknowledged, severity }: Incident, at: Snapshot['observedAt']): AcknowledgementRequest =>
  acknowledged === undefined
    ? { incident: id, by: '', at, note: '', severity, isWithdrawal: true }
    : { incident: id, ...acknowledged };

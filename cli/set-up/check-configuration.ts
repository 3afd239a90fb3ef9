import { cannotBeUsed, ConfigurationError, type Mistake } from '../../config/configuration-error.ts';
import { unreachableFromAws } from '../../config/private-address.ts';
import { loadConfiguration } from '../../config/load.ts';
import type { CommandSession } from '../base/session.ts';
import { overviewText } from './overview-text.ts';
import { defaultConfiguration } from '../input/default-configuration.ts';
import { overviewOf } from './overview.ts';
import { resourcesOf } from './resources.ts';

export interface CheckConfigurationOptions {
  readonly config?: string;
  readonly json?: true;
}

/** Says what a deployment would contain. @throws ConfigurationError naming every mistake at once */
export async function checkConfiguration(
  { config: file = defaultConfiguration(), json }: CheckConfigurationOptions,
  { terminal }: CommandSession,
): Promise<void> {
  const isJson = json === true;
  try {
    const settings = loadConfiguration(file);
    const { counts, problems } = resourcesOf(settings);
    if (problems.length > 0) throw cannotBeUsed(file, problems.map(asMistake));
    const overview = overviewOf(settings);
    const warnings =
      settings.vpc === null ? settings.workspaces.map(unreachableFromAws).filter((text) => text !== null) : [];
    for (const warning of warnings) terminal.progress(`warning: ${warning}`);
    if (isJson) await terminal.result(jsonLine(file, { mistakes: [], warnings, ...overview, resources: counts }));
    else await terminal.result(...overviewText(overview, counts, terminal));
  } catch (error) {
    if (isJson && error instanceof ConfigurationError)
      await terminal.result(jsonLine(file, { mistakes: error.mistakes }));
    throw error;
  }
  terminal.progress(`${file} can be deployed`);
}

const asMistake = (text: string): Mistake => ({ path: '', line: null, text });

const jsonLine = (file: string, content: object): string => JSON.stringify({ type: 'configuration', file, ...content });

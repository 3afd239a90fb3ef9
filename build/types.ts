import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import ts from 'typescript';

/** Where the declarations of all files are written, from which the one of the package is made. */
const declarationsFolder = '.cache/types';

/** The rules as they hold are nothing that another app makes or reads, and hold every part of the core's types. */
const opaqueRules = {
  file: 'core/rules/registry.d.ts',
  from: /^export type Rules = \{[\s\S]*?^\}(?: & [^;]+)?;$/m,
  to: 'export interface Rules {\n    /** A rule by the key that it has in a configuration, and settings that several share. */\n    readonly [setting: string]: unknown;\n}',
};

/** The declarations of what `lib/index.ts` exports, and of all that it needs. */
function emitDeclarations(root: string): string {
  const configFile = join(root, 'tsconfig.types.json');
  const { config } = ts.readConfigFile(configFile, (path) => readFileSync(path, 'utf8')) as { config: unknown };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const { diagnostics } = ts.createProgram(fileNames, options).emit();
  const problems = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  if (problems.length > 0) throw new Error(`the declarations cannot be written: ${problems.join('; ')}`);
  const file = join(root, declarationsFolder, opaqueRules.file);
  const text = readFileSync(file, 'utf8');
  if (!opaqueRules.from.test(text)) throw new Error(`${opaqueRules.file} declares no Rules as expected`);
  writeFileSync(file, text.replace(opaqueRules.from, opaqueRules.to));
  return join(root, declarationsFolder, 'lib/index.d.ts');
}

/** What the extractor says that is no mistake here. */
const quiet = { logLevel: ExtractorLogLevel.None } as const;

interface TypesOptions {
  /** The file to write. */
  readonly types: string;
  /** Whether the report of the API, lib/rocketchat-instance-alerter.api.md, is written anew instead of compared. */
  readonly updateReport: boolean;
}

/**
 * Writes the declarations of the package as one file.
 *
 * @throws Error where something that is exported needs a type that is not, or has no description; and where the API is
 *   not as reported
 */
export function buildTypes(root: string, { types, updateReport }: TypesOptions): void {
  const entry = emitDeclarations(root);
  const temporary = join(root, '.cache/api');
  mkdirSync(temporary, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entry,
      compiler: { tsconfigFilePath: join(root, 'tsconfig.types.json') },
      apiReport: {
        enabled: true,
        reportFileName: 'rocketchat-instance-alerter',
        reportFolder: join(root, 'lib'),
        reportTempFolder: temporary,
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: types },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: {
          'ae-missing-release-tag': quiet,
          default: { logLevel: ExtractorLogLevel.Error },
          'ae-undocumented': { logLevel: ExtractorLogLevel.Error },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Error },
        },
        tsdocMessageReporting: { default: quiet },
      },
    },
  });
  const { succeeded, apiReportChanged } = Extractor.invoke(config, { localBuild: updateReport });
  if (apiReportChanged && !updateReport) {
    throw new Error('the API has changed: run `npm run build -- --update-api`, and commit what it writes');
  }
  if (!succeeded) throw new Error('the types of the package cannot be used: see above');
}

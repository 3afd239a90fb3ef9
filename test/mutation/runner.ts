import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { type LoadedTest, loadTests } from './load-tests.ts';

declare global {
  // What the mutated code asks which of its mutants is the one to be, and counts in what was run.
  var __stryker__: InstrumenterContext | undefined;
}

const context = (): InstrumenterContext => (globalThis.__stryker__ ??= {});

/**
 * Runs the tests in this process, loaded once: Jest would load every file anew for each of thousands of mutants. What
 * a mutant left behind in a module could fail a test of the next one, so a test that failed must pass without it.
 */
class InProcessRunner implements TestRunner {
  private tests: readonly LoadedTest[] = [];
  private hasRunMutant = false;
  private isSpoilt = false;

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    this.tests = await loadTests(process.cwd());
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const test of this.tests) {
      context().currentTestId = test.id;
      const startedAt = performance.now();
      const failureMessage = await failureOf(test);
      const timeSpentMs = performance.now() - startedAt;
      const result = { id: test.id, name: test.id, fileName: test.fileName, timeSpentMs };
      tests.push(
        failureMessage === null
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage },
      );
    }
    delete context().currentTestId;
    const { mutantCoverage } = context();
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    // Stryker takes another process then, and tries the mutant once more.
    if (this.isSpoilt) throw new Error('an earlier mutant left something behind');
    const isFresh = !this.hasRunMutant;
    this.hasRunMutant = true;
    context().hitCount = 0;
    const wanted = options.testFilter && new Set(options.testFilter);
    const tests = this.tests.filter(({ id }) => wanted?.has(id) ?? true);
    for (const [index, test] of tests.entries()) {
      const failureMessage = await this.failureWith(test, options);
      const limit = determineHitLimitReached(context().hitCount, options.hitLimit);
      if (failureMessage === null && limit === undefined) continue;
      this.isSpoilt = (await failureOf(test)) !== null;
      if (this.isSpoilt && !isFresh) throw new Error('an earlier mutant left something behind');
      if (limit !== undefined) return { status: MutantRunStatus.Timeout, reason: limit.reason ?? '' };
      return {
        status: MutantRunStatus.Killed,
        killedBy: [test.id],
        failureMessage: failureMessage ?? '',
        nrOfTests: index + 1,
      };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }

  private async failureWith(test: LoadedTest, { activeMutant, hitLimit }: MutantRunOptions): Promise<string | null> {
    Object.assign(context(), { activeMutant: activeMutant.id, hitLimit });
    const failure = await failureOf(test);
    delete context().activeMutant;
    delete context().hitLimit;
    return failure;
  }
}

async function failureOf(test: LoadedTest): Promise<string | null> {
  try {
    await test.run();
    return null;
  } catch (error) {
    return String(error);
  }
}

const createRunner = (): TestRunner => new InProcessRunner();
createRunner.inject = [] as const;

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createRunner)];

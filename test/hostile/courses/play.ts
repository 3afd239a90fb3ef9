import { simulatedCredentials } from '../../../simulator/options.ts';
import { openLoopbackAws } from '../../loopback-aws.ts';
import { serveHttp } from '../../servers.ts';
import { type Answer, ok } from './answer.ts';
import { CourseRun, parameter, type Played } from './course-run.ts';
import type { Course } from './courses.ts';
import { entryOf, realIds, realOnes } from './entries.ts';
import type { Limits } from './limits.ts';
import { type Programs, Worker } from './worker.ts';

const begun = Date.parse('2026-11-21T19:00:00.000Z');
/** After so many failed checks there is no more to be learned of a course. */
const maxFailures = 3;
const dayMilliseconds = 86_400_000;

/** The real server that goes, and those that stay. */
const [firstOther, secondOther, lost] = realIds;
const others = [firstOther, secondOther];

/** Plays a course of so many checks, then a workspace as it should be, then the loss of one of its instances. */
export async function play(course: Course, checks: number, limits: Limits, programs: Programs): Promise<Played> {
  let answer: Answer = ok([]);
  const server = await serveHttp((_request, response) => {
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
  });
  const aws = await openLoopbackAws();
  aws.parameters.set(parameter, JSON.stringify(simulatedCredentials));
  const worker = new Worker(programs, aws.environment);
  const run = new CourseRun({ url: server.url, begun, aws, worker, limits });
  const good = (ids?: readonly string[]): Answer => ok(realOnes(run.now, begun - dayMilliseconds, ids).map(entryOf));
  try {
    for (let check = 0; check < checks && run.failures < maxFailures; check += 1) {
      const progress = check / checks;
      const real = course.losesOne === true && progress >= 0.5 ? others : realIds;
      answer = course.answer({ check, progress, at: run.now, begun, real });
      await run.check();
    }
    if (course.losesOne === true) run.mustHaveNoticed(lost);
    for (let check = 0; check < limits.checksToRecover; check += 1) {
      answer = good();
      await run.recover();
    }
    run.mustHaveRecovered();
    for (let check = 0; check < limits.checksToNotice; check += 1) {
      answer = good(others);
      await run.check();
    }
    run.mustHaveNoticed(lost);
    return run.played;
  } finally {
    await worker.close();
    await aws.close();
    await server.close();
  }
}

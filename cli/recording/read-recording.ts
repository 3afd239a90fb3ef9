import { type RecordedCall, readRecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { fieldsOf } from '../../core/base/json.ts';
import { Problem } from '../base/problem.ts';
import { linesOf } from './lines.ts';
import { type Bytes, unzipped } from './unzipped.ts';

/**
 * The calls of a recording, in order: `.jsonl`, or the same gzipped, whatever its name is.
 *
 * @throws Problem that names the line which is none
 */
export async function* readRecording(source: Bytes, name: string): AsyncGenerator<RecordedCall, void, undefined> {
  let number = 0;
  try {
    for await (const line of linesOf(unzipped(source))) {
      number += 1;
      if (line.trim() === '') continue;
      const call = readRecordedCall(line);
      if ('problem' in call) throw new Problem(`${name}, line ${number}: ${call.problem}`);
      yield call;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${name} cannot be read${number === 0 ? '' : ` after line ${number}`} (${reasonOf(error)})`);
  }
}

const reasonOf = (error: unknown): string => {
  const { code, message } = fieldsOf(error);
  return typeof code === 'string' ? code : String(message);
};

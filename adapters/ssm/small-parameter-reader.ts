import { fieldsOf } from '../../core/base/json.ts';
import { callAws, type FunctionTools } from '../aws/small-call.ts';
import { readJson } from '../http/answer.ts';
import type { Answer } from '../http/request.ts';
import type { ReadParameter } from './parameter-reader.ts';

/** Reads parameters without the SDK. */
export const smallParameterReader =
  (tools: FunctionTools): ReadParameter =>
  async (name) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameter' };
    const body = JSON.stringify({ Name: name, WithDecryption: true });
    const answer = await callAws({ service: 'ssm', headers, body, readError }, tools);
    const { Value } = fieldsOf(fieldsOf(readJson(answer))['Parameter']);
    return typeof Value === 'string' ? Value : '';
  };

/** `ParameterNotFound`; before it may stand a namespace, and behind it an address. */
const readError = ({ body, headers }: Answer) => {
  const { __type: type = headers.get('x-amzn-errortype'), message, Message = message } = fieldsOf(readJson(body));
  const [, name = 'UnknownError'] =
    /([A-Za-z]+)(?::|$)/.exec(typeof type === 'string' ? type.replace(/^.*#/, '') : '') ?? [];
  return { name, message: typeof Message === 'string' ? Message : '' };
};

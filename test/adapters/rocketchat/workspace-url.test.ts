import { describe, expect, test } from '@jest/globals';
import { readWorkspaceUrl } from '../../../adapters/rocketchat/workspace-url.ts';

const strict = { allowInsecure: false };

describe('the URL of a workspace', () => {
  test.each([
    ['https://chat.example.com', 'https://chat.example.com'],
    ['https://chat.example.com/', 'https://chat.example.com'],
    ['https://Chat.Example.com:443//', 'https://chat.example.com'],
    ['https://chat.example.com:8443', 'https://chat.example.com:8443'],
    ['https://example.com/chat/', 'https://example.com/chat'],
    [' https://chat.example.com ', 'https://chat.example.com'],
    ['https://[2001:db8::1]:3000/', 'https://[2001:db8::1]:3000'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://LOCALHOST.:3000', 'http://localhost.:3000'],
    ['http://127.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::ffff:127.0.0.1]:3000', 'http://[::ffff:7f00:1]:3000'],
  ])('may be written %p', (text, url) => {
    expect(readWorkspaceUrl(text, strict)).toEqual({ url });
  });

  test('may be http:// to another machine where that is allowed', () => {
    expect(readWorkspaceUrl('http://chat.internal:3000', { allowInsecure: true })).toEqual({
      url: 'http://chat.internal:3000',
    });
  });

  test.each([
    ['', 'is not the URL of a workspace: write one like https://chat.example.com'],
    ['chat.example.com', '"chat.example.com" is not the URL of a workspace'],
    ['localhost:3000', '"localhost:3000" is not the URL of a workspace'],
    ['ftp://chat.example.com', 'is not the URL of a workspace'],
    ['https://', 'is not the URL of a workspace'],
    ['https://chat.example.com/?a=secret', 'must not hold a query or a fragment: write https://chat.example.com'],
    ['https://example.com/chat/#/home', 'must not hold a query or a fragment: write https://example.com/chat'],
    ['https://example.com/chat/api/v1/instances.get', 'not of its API: write https://example.com/chat'],
    ['https://me:secret@chat.example.com', 'must not hold a user name or password'],
    ['https://me@chat.example.com', 'must not hold a user name or password'],
    ['me:secret@chat.example.com', 'this is not the URL of a workspace'],
    ['http://chat.example.com/x', 'write https://chat.example.com/x, or set allowInsecure: true'],
    ['http://127.evil.example', 'write https://127.evil.example, or'],
    ['http://[64:ff9b::127.0.0.1]', 'over http://'],
    ['http://128.0.0.1', 'over http:// anyone on the way can read the access token'],
    ['http://localhost.evil.example', 'over http://'],
  ])('must not be written %p', (text, problem) => {
    const read = readWorkspaceUrl(text, strict);
    const message = 'problem' in read ? read.problem : '';
    expect(message).toContain(problem);
    expect(message).not.toContain('secret');
    expect(message).not.toContain('\n');
  });
});

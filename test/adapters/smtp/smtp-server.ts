import { createServer } from 'node:net';
import { listenOnFreePort } from '../../servers.ts';

/** A mail as the server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text. */
  readonly data: string;
}

export interface SmtpTestServer {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** How many connections there were. */
  readonly connections: number;
  /** User and password of each login. */
  readonly logins: readonly string[];
  close(): Promise<void>;
}

export interface SmtpOptions {
  /** Answers in place of `250`, by address. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Whether it wants a login, and what it says of one. */
  readonly login?: 'accepted' | 'rejected';
}

/** A mail server on this machine, as simple as RFC 5321 lets one be. */
export async function serveSmtp({ refused = {}, login }: SmtpOptions = {}): Promise<SmtpTestServer> {
  const taken: TakenMail[] = [];
  const logins: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    let [from, to, data, isData]: [string, string[], string, boolean] = ['', [], '', false];
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const take = (line: string): void => {
      if (isData) {
        if (line !== '.') {
          data += `${line}\n`;
          return;
        }
        taken.push({ from, to, data });
        [to, data, isData] = [[], '', false];
        say('250 taken');
        return;
      }
      const [verb = '', argument = ''] = line.split(/ (.*)/);
      const address = /<(.*?)>/.exec(argument)?.[1] ?? '';
      switch (verb.toUpperCase()) {
        case 'EHLO':
          say(login === undefined ? '250 test' : '250-test');
          if (login !== undefined) say('250 AUTH PLAIN');
          break;
        case 'AUTH':
          logins.push(
            Buffer.from(argument.replace(/^PLAIN /, ''), 'base64')
              .toString()
              .replaceAll('\0', ' ')
              .trim(),
          );
          say(login === 'accepted' ? '235 welcome' : '535 5.7.8 the password is wrong');
          break;
        case 'MAIL':
          from = address;
          say('250 sender');
          break;
        case 'RCPT':
          if (refused[address] === undefined) to.push(address);
          say(refused[address] ?? '250 reader');
          break;
        case 'DATA':
          isData = true;
          say('354 go on');
          break;
        case 'QUIT':
          say('221 bye');
          socket.end();
          break;
        default:
          say('250 fine');
      }
    };
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = `${rest}${chunk.toString()}`.split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
    say('220 test');
  });
  const { port, close } = await listenOnFreePort(server);
  return {
    port,
    taken,
    get connections() {
      return connections;
    },
    logins,
    close,
  };
}

import { InvalidArgumentError } from 'commander';

const maxUrlLength = 200;

/** The address of a page as people open it, from a command line: none that holds a password or a query. */
export function readPageUrl(text: string): URL {
  const url = URL.canParse(text) && text.length <= maxUrlLength ? new URL(text) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (!isPlain || url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError('Write an address such as https://alerts.example.com, without a query.');
  }
  return url;
}

import { type Address, addressText, readAddress } from './address.ts';
import type { TimelineData } from './data.ts';
import { type Span, within } from './view.ts';

/** What has changed: only where and when, which is drawn at once, or what is shown at all. */
type Change = 'view' | 'content';

/** What a page of a workspace shows, and who is to be called when that changes. */
export class PageState {
  #data: TimelineData;
  #whole: Span;
  #view: Span;
  #address: Address;
  /** The moment that is pointed at; null: none. */
  #pointed: number | null = null;
  readonly #listeners: Array<(change: Change) => void> = [];

  constructor(data: TimelineData, whole: Span, view: Span) {
    this.#data = data;
    this.#whole = whole;
    this.#address = readAddress(location.hash);
    const { from, to } = this.#address;
    this.#view = within(from === null || to === null ? view : { from, to }, whole);
  }

  get data(): TimelineData {
    return this.#data;
  }
  get view(): Span {
    return this.#view;
  }
  get whole(): Span {
    return this.#whole;
  }
  get address(): Address {
    return this.#address;
  }
  get pointed(): number | null {
    return this.#pointed;
  }

  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  look(view: Span): void {
    this.#view = within(view, this.#whole);
    this.#write({ ...this.#address, ...this.#view });
    this.#changed('view');
  }

  point(at: number | null): void {
    this.#pointed = at;
    this.#changed('view');
  }

  choose(part: Partial<Address>): void {
    this.#write({ ...this.#address, ...part });
    this.#changed('content');
  }

  /** Other data, of a time that goes on: a view that stood at its end goes along. */
  replace(data: TimelineData, whole: Span): void {
    const stoodAtEnd = this.#view.to >= this.#whole.to;
    const length = this.#view.to - this.#view.from;
    this.#data = data;
    this.#whole = whole;
    this.#view = within(stoodAtEnd ? { from: whole.to - length, to: whole.to } : this.#view, whole);
    this.#changed('content');
  }

  /** Nothing is written into the address any more: another page is shown. */
  stop(): void {
    clearTimeout(this.#writing);
  }

  #write(address: Address): void {
    this.#address = address;
    clearTimeout(this.#writing);
    // A browser takes so many changes of the address and no more: while something moves, none is written.
    this.#writing = setTimeout(() => {
      history.replaceState(null, '', addressText(this.#address) || location.pathname + location.search);
    }, 200);
  }
  #writing: ReturnType<typeof setTimeout> | undefined;

  #changed(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Milliseconds since 1970 of so many seconds after the data begins. */
export const momentOf = ({ since }: TimelineData, offset: number): number => since + offset * 1000;

import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import type { AlertsConfiguration } from '../../config/form/alerts.ts';
import type { AlerterConfiguration } from '../../config/form/configuration.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { configurationTypes } from '../../docs/generate/configuration-types.ts';

type Read = v.InferInput<typeof deploymentSchema>;

/** Which keys a service has is seen by its name when it is read: the types of the schemas do not say it. */
type ReadBySchema = Without<Read, 'alerts'> & {
  alerts?: Without<NonNullable<Read['alerts']>, 'services'> & Pick<AlertsConfiguration, 'services'>;
};

type Without<T, Key> = { [K in keyof T as K extends Key ? never : K]: T[K] };

/** The keys that are named, and nobody writes to what they hold. */
type Named<T> = T extends readonly unknown[]
  ? { readonly [K in keyof T]: Named<T[K]> }
  : T extends object
    ? { readonly [K in keyof T as IsEveryKey<T, K>]: Named<T[K]> }
    : T;

/** A mapping of names that a person makes up has every key; beside named keys, that one is the schema's way to refuse. */
type IsEveryKey<T, K extends keyof T> = string extends K ? (unknown extends T[K] ? never : K) : K;

/** Does not compile where the one is not also the other. */
const isTaken = (given: AlerterConfiguration): Named<ReadBySchema> => given;
const isKnown = (given: ReadBySchema): AlerterConfiguration => given;

describe('the form of a configuration, for those who write it as an object,', () => {
  test('says what the schema says', () => {
    const types = Object.entries(configurationTypes(deploymentSchema));
    const stale = types.filter(
      ([name, text]) => readFileSync(join(import.meta.dirname, '../../config/form', name), 'utf8') !== text,
    );
    expect(stale.map(([name]) => `${name}: run npm run docs`)).toEqual([]);
  });

  test('takes what the schema takes, and nothing else', () => {
    const given = { workspaces: [{ name: 'production', url: 'https://chat.example.com' }] };
    expect(isKnown(given)).toBe(given);
    expect(isTaken(given)).toBe(given);
  });
});

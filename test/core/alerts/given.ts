export * from '../../../cli/examples/given.ts';

/**
 * Has a module of a package loaded once a process. That is for packages that keep nothing of one test for another, and
 * read no environment that a test sets: the AWS CDK, which takes a second to load.
 */
export default {
  process: (_source, file) => ({ code: `module.exports = requireOnce(${JSON.stringify(file)});` }),
};

/** What to do where AWS does not take a person's credentials. */
export const signIn =
  'there are no valid AWS credentials here. Sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY anew';

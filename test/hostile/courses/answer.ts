/** What the workspace answers to a check. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export const ok = (entries: readonly object[]): Answer => ({
  status: 200,
  body: JSON.stringify({ instances: entries, success: true }),
});

/** Ways in which a call fails, each of another kind. */
export const failures: readonly Answer[] = [
  { status: 500, body: '{"success":false,"error":"internal server error"}' },
  { status: 401, body: '{"status":"error","message":"You must be logged in to do this."}' },
  { status: 200, body: '<html><body>Bad gateway</body></html>' },
  { status: 200, body: '{"instances":[],"success":true}' },
  { status: 429, body: '{"success":false,"error":"Error, too many requests."}' },
  { status: 200, body: '{"instances":[{"instanceRecord":{"_id":"cut' },
  { status: 400, body: `{"success":false,"error":"Service '$node.list' is not available."}` },
];

/** What a dashboard shows of the widget to who edits it. */
export const description = `## Instances of a Rocket.Chat workspace

The timeline of each instance (healthy, disconnected, unresponsive, missing, replaced, not seen), the alerts sent, and
the incidents that are open at the end of the dashboard's time range, from every check.

### Widget parameters
Param | Description
---|---
**workspace** | Which workspace of the history to show. Default: the first one of the deployment.

### Example parameters
\`\`\` yaml
workspace: production
\`\`\`
`;

import { plainStyle } from '../../core/alerts/renderings/chat-styles.ts';
import { chatHeading, type Mood } from '../../core/alerts/renderings/chat-post.ts';
import { defineChat } from './chat.ts';
import { jsonHeaders } from './service.ts';
import { goneUrl, urlSecret } from './urls.ts';

/** A message takes 28 KB: with three bytes for each character, this leaves room for what is around them. */
const max = { headingLength: 250, textLength: 5_000, actions: 4 } as const;

const colours: Readonly<Record<Mood, string>> = {
  critical: 'attention',
  warning: 'warning',
  over: 'good',
  summary: 'accent',
};

/** A workflow that starts with "When a Teams webhook request is received", and posts the card to a channel. */
export const teamsWorkflow = defineChat({
  name: 'teams-workflow',
  title: 'Microsoft Teams',
  secret: urlSecret({
    holds: 'the URL of a workflow of Microsoft Teams',
    form: 'the URL that the workflow "Send webhook alerts to a channel" shows',
    sample: 'https://sample.environment.api.powerplatform.com/workflows/SAMPLE/triggers/manual/paths/invoke?sig=SAMPLE',
  }),
  options: {},
  optionTexts: {},
  requestsOf: (post, { secret }) => {
    const style = { ...plainStyle, link: null, bold: (text: string) => `${boldMark}${text}${boldMark}` };
    const actions = post.links
      .slice(0, max.actions)
      .map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url }));
    const heading = richText([
      textRun(chatHeading(post, max.headingLength), {
        size: 'large',
        weight: 'bolder',
        color: colours[post.mood],
      }),
    ]);
    const paragraphs = post.textIn(style, max.textLength).split('\n\n');
    const content = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      msteams: { width: 'Full' },
      body: [
        heading,
        ...paragraphs.flatMap((paragraph) =>
          paragraph
            .split('\n')
            .map((line, index) => ({ ...richText(runsOf(line)), spacing: index === 0 ? 'medium' : 'none' })),
        ),
      ],
      ...(actions.length > 0 && { actions }),
    };
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
    const body = JSON.stringify({ type: 'message', attachments: [attachment] });
    return [{ method: 'POST', url: secret, headers: jsonHeaders, body }];
  },
  answers: { accepted: [200, 202], wrongSecret: goneUrl },
});

/** Stands around what is bold. No text of an alert has it: control characters are taken out of them. */
const boldMark = '\u0001';

const runsOf = (line: string): readonly object[] =>
  line
    .split(boldMark)
    .flatMap((text, index) => (text === '' ? [] : [textRun(text, index % 2 === 1 ? { weight: 'bolder' } : {})]));

const textRun = (text: string, style: Readonly<Record<string, string>>) => ({ type: 'TextRun', text, ...style });

/** In which nothing is formatted or linked, whatever a server calls its instances. */
const richText = (inlines: readonly object[]) => ({ type: 'RichTextBlock', inlines });

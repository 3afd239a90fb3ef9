/** The environment variables of the chat function, named once for the construct that sets them and the handler. */
export const environment = {
  chatTopic: 'CHAT_TOPIC_ARN',
} as const;

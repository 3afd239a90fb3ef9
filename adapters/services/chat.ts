import type * as v from 'valibot';
import { alertPost, type ChatPost } from '../../core/alerts/renderings/chat-post.ts';
import { summaryPost } from '../../core/summary/renderings/chat.ts';
import { defineService, type Rendering, type Service, type ServiceRequest, type ServiceSpec } from './service.ts';

interface ChatSpec<Secret, Entries extends v.ObjectEntries> extends Omit<
  ServiceSpec<Secret, Entries>,
  'isLifecycle' | 'requestsOf' | 'summaryRequestsOf'
> {
  /** What is sent for a post, in this order. */
  readonly requestsOf: (
    post: ChatPost,
    given: Rendering<Secret, v.InferOutput<v.ObjectSchema<Entries, undefined>>>,
  ) => readonly ServiceRequest[];
}

/** A service where people read: it gets one message for each alert, and the weekly summary. */
export const defineChat = <Secret, const Entries extends v.ObjectEntries>({
  requestsOf,
  ...spec
}: ChatSpec<Secret, Entries>): Service =>
  defineService({
    ...spec,
    isLifecycle: false,
    requestsOf: (alert, given) => requestsOf(alertPost(alert), given),
    summaryRequestsOf: (summary, given) => requestsOf(summaryPost(summary), given),
  });

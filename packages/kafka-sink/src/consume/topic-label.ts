/*
 * Beside each offset the id of the topic is committed that it belongs to. A topic that is deleted and made anew under its name gets
 * another id, so an offset of the old one is never taken for a place in the new one, however long that is.
 */

/** @param id - null where brokers have no ids */
export const topicLabel = (id: string | null): string => (id === null ? '' : `topic-id=${id}`);

/** Whether an offset was committed under such a label, and of another topic; one without a label is taken as it is. */
export const isOfAnother = (metadata: string, id: string | null): boolean =>
  id !== null && metadata.startsWith(topicLabel('')) && metadata !== topicLabel(id);

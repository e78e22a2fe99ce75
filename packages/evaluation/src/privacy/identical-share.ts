import type { NearestRows } from '../distances/nearest-rows.js';
import { type Rate, rate } from '../figures/rate.js';
import { SAME_DISTANCE } from './same-distance.js';

/**
 * The share of rows that the reference holds as well: equal in every column compared (a distance of at most 1e-9, so
 * that a number written in another way is no new one). Wilson interval.
 */
export const identicalShare = ({ distances, neighbours }: NearestRows, confidence = 0.95): Rate => {
  let identical = 0;
  for (let at = 0; at < distances.length; at += neighbours) if (distances[at]! <= SAME_DISTANCE) identical++;
  return rate(identical, distances.length / neighbours, confidence);
};

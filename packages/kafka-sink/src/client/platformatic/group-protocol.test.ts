import kafka from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { decodeAssignment, decodeTopics, encodeAssignment, encodeSubscription, shareOut } from './group-protocol.js';
import { loadPlatformatic } from './load-platformatic.js';

// kafkajs is CommonJS: Node does not see all of its names.
const { AssignerProtocol } = kafka;
const library = await loadPlatformatic();

describe('what members tell each other', () => {
  it('is read by kafkajs, and read of it', () => {
    const subscription = encodeSubscription(library, ['rows', 'Größe']);
    expect(AssignerProtocol.MemberMetadata.decode(subscription)).toMatchObject({ topics: ['rows', 'Größe'] });
    const theirs = AssignerProtocol.MemberMetadata.encode({
      version: 1,
      topics: ['a', 'b'],
      userData: Buffer.alloc(0),
    });
    expect(decodeTopics(library, theirs)).toEqual(['a', 'b']);

    const assignment = encodeAssignment(library, new Map([['rows', [0, 7]]]));
    expect(AssignerProtocol.MemberAssignment.decode(assignment)).toMatchObject({ assignment: { rows: [0, 7] } });
    const given = { version: 1, assignment: { rows: [3, 1], other: [9] }, userData: Buffer.alloc(0) };
    expect(decodeAssignment(library, AssignerProtocol.MemberAssignment.encode(given), 'rows')).toEqual([3, 1]);
  });

  it('gives nothing where nothing was assigned', () => {
    expect(decodeAssignment(library, Buffer.alloc(0), 'rows')).toEqual([]);
    expect(decodeAssignment(library, encodeAssignment(library, new Map()), 'rows')).toEqual([]);
  });
});

describe('shareOut', () => {
  const member = (memberId: string, ...topics: string[]) => ({ memberId, topics });
  const plain = (shares: ReturnType<typeof shareOut>) =>
    Object.fromEntries([...shares].map(([id, share]) => [id, Object.fromEntries(share)]));

  it('deals each partition to one member, as evenly as can be', () => {
    const members = [member('b', 'rows'), member('a', 'rows'), member('c', 'rows')];
    expect(plain(shareOut(members, new Map([['rows', [0, 1, 2, 3]]])))).toEqual({
      a: { rows: [0, 3] },
      b: { rows: [1] },
      c: { rows: [2] },
    });
  });

  it('gives a topic to those who read it, and nothing to those who are too many', () => {
    const members = [member('a', 'x'), member('b', 'x', 'y'), member('c', 'none')];
    const topics = new Map([
      ['x', [0]],
      ['y', [0, 1]],
      ['none', []],
    ]);
    expect(plain(shareOut(members, topics))).toEqual({ a: { x: [0] }, b: { y: [0, 1] }, c: {} });
  });
});

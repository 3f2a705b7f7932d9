/* What a server grants to strangers. docs/limits.md has the same figures. */

/** Open connections. Where there are more, those without a request under way are closed, oldest first. */
export const mostConnections = 256;

/** A request that takes longer may be ended when there is no other connection to close. */
export const longRequestMilliseconds = 10_000;

/** Open pages that are told of changes; the next one is refused. */
export const mostEventStreams = 64;

/** Events that wait for a page that does not read them; it is cut off when there are more. */
export const mostWaitingEventBytes = 256 * 1024;

/** The head of a request: its first line and its headers. */
export const mostHeaderBytes = 16 * 1024;

/** From the first byte of a connection, or of its next request, to the end of the headers. */
export const headersMilliseconds = 10_000;

/** To the end of the whole request; there are no bodies to wait for. */
export const requestMilliseconds = 15_000;

/** How long a connection stays open for a next request. */
export const keepAliveMilliseconds = 5_000;

/** How long nothing may move while an answer is sent. Longer than the pause between two heartbeats. */
export const idleMilliseconds = 60_000;

/** Names that are told when they are refused; strangers can make up any number. */
export const mostNamesTold = 10;

import { channel } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/** As long as a visitor's connection has to be used once more, and so to be ended by both sides. */
export const farewellMs = 2_000;

type Asked = { response: ServerResponse };
const asked = channel("http.server.request.start");
const onTheirWay = new Set<ServerResponse>();
let leaving = false;

// Node's own news of each request, whoever made the server.
asked.subscribe((message) => {
	const { response } = message as Asked;
	if (leaving) return end(response);
	onTheirWay.add(response);
	response.once("close", () => onTheirWay.delete(response));
});

/**
 * From now on each answer ends its connection, and asks that the next one be made elsewhere. A server that just hung up on
 * those that are idle would do so while somebody sends a booking on one, who then cannot know whether it was heard.
 */
export function sayFarewell(): void {
	leaving = true;
	for (const response of onTheirWay) end(response);
}

function end(response: ServerResponse): void {
	if (!response.headersSent) response.setHeader("Connection", "close");
}

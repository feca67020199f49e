import { createServer } from "node:http";
import { leaveWhenAsked } from "../../../stack/serve/leave.ts";

// As stack/serve/worker.ts, with the number of its process for a page. `BROKEN` is an environment that it cannot start in,
// and at /slow an answer takes its time.
if (process.env.BROKEN) process.exit(1);
const server = createServer((request, response) => {
	const answer = () => response.end(`${process.pid} ${process.env.EDITION}`);
	if (request.url === "/slow") setTimeout(answer, 1_000);
	else answer();
});
server.keepAliveTimeout = 75_000;
leaveWhenAsked(server, async () => {});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));

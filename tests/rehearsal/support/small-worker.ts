import { createServer } from "node:http";
import { closedWord, leaveWhenAsked } from "../../../stack/serve/leave.ts";

// As stack/serve/worker.ts, with the number of its process for a page. `BROKEN` is an environment that it cannot start in,
// at /slow an answer takes its time, and `STUCK` is a process that has answered all, does something else for a while and then closes.
if (process.env.BROKEN) process.exit(1);
const server = createServer((request, response) => {
	const answer = () => response.end(`${process.pid} ${process.env.EDITION}`);
	if (request.url === "/slow") setTimeout(answer, 1_000);
	else answer();
	// Says that it is closed, and is killed before it hears the answer.
	if (request.url === "/killed")
		setTimeout(() => process.send?.(closedWord, () => process.kill(process.pid, "SIGKILL")), 200);
});
server.keepAliveTimeout = 75_000;
if (process.env.STUCK) {
	const close = server.close.bind(server);
	const unlessAsked = (done?: (error?: Error) => void) =>
		server.getConnections((_, asked) => {
			if (asked) return setImmediate(unlessAsked, done);
			for (const until = Date.now() + 300; Date.now() < until; );
			close(done);
		});
	server.close = (done) => {
		unlessAsked(done);
		return server;
	};
}
leaveWhenAsked(server, async () => {});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));

import { createServer } from "node:http";
import { closedWord, leaveWhenAsked } from "../../../stack/serve/leave.ts";

// As stack/serve/worker.ts, with the number of its process for a page; it tells first which place it begins at. `BROKEN` is an
// environment that it cannot start in, `SLOW` how many milliseconds a start takes, and `STUCK` is a process that has answered all, does
// something else for a while and then closes. At /slow an answer takes its time, and at /long the rest of one that has begun.
const server = createServer((request, response) => {
	const answer = () => response.end(`${process.pid} ${process.env.EDITION}`);
	if (request.url === "/long") response.writeHead(200, { connection: "close" }).flushHeaders();
	if (request.url === "/slow" || request.url === "/long") setTimeout(answer, 1_000);
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
console.log(`place ${process.env.FIRSTBELL_PLACE} begins as ${process.pid}`);
setTimeout(
	() => {
		if (process.env.BROKEN) process.exit(1);
		server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
	},
	Number(process.env.SLOW || 0),
);

import { createServer } from "node:http";
import next from "next";
import { projectRoot } from "../embedded/data-folder.ts";
import { leaveWhenAsked } from "./leave.ts";

// One process of `npm run serve`. It takes visitors when it can answer them, and says so to who supervises it.
const hostname = process.env.LISTEN || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
const app = next({ dev: false, dir: projectRoot, hostname, port });
await app.prepare();

const answer = app.getRequestHandler();
const server = createServer((request, response) => {
	answer(request, response).catch((error) => {
		console.error(error);
		response.destroy();
	});
});
// Longer than a proxy in front keeps its own, as in next-app.ts.
server.keepAliveTimeout = 75_000;
// What is to be done after the answers, such as mails, is done before it ends.
leaveWhenAsked(server, () => app.close());
server.once("error", (error) => {
	console.error(error.message);
	process.exit(1);
});
server.listen(port, hostname, () => process.send?.("ready"));

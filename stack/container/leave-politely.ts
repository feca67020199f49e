import { setTimeout as pause } from "node:timers/promises";
import { farewellMs, sayFarewell } from "../serve/farewell.ts";

// Imported before the server that Next has made. Its own way to end hangs up on connections that are idle, at once: whoever
// sends something on one just then cannot know whether it was heard. So SIGUSR2 has it say farewell first.
process.once("SIGUSR2", async () => {
	sayFarewell();
	await pause(farewellMs);
	process.kill(process.pid, "SIGTERM");
});

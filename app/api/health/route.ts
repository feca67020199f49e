import { connection } from "next/server";
import { handle, ok } from "@/lib/http";

// Alive: this process answers. It asks nobody, so that a database in trouble restarts no instance; and it is asked itself, where
// an answer made by the build would be served by an edge while no process is left.
export const GET = handle(async () => {
	await connection();
	return ok({ alive: true });
});

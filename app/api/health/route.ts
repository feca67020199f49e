import { handle, ok } from "@/lib/http";

// Alive: this process answers. It asks nobody, so that a database in trouble restarts no instance.
export const GET = handle(async () => ok({ alive: true }));

import { handle, ok, operator } from "@/lib/http";
import { bookSynthetic } from "@/lib/synthetic/book-synthetic";

// What a cron calls; see mail-deliveries. Whether it could book is in its answer and in the database: this call itself went well.
export const GET = handle(async (request) => {
	operator(request);
	return ok({ round: await bookSynthetic() });
});

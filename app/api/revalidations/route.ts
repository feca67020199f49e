import { revalidateTag } from "next/cache";
import { z } from "zod";
import { done, handle, operator, read } from "@/lib/http";
import { dropCopies } from "@/lib/teachers/drop-copies";
import { Handle } from "@/lib/teachers/schema";

const Renewed = z.strictObject({ handles: z.array(Handle).max(20_000) });

// After an import: the pages of these teachers the directory and the teams are made anew.
export const POST = handle(async (request) => {
	operator(request);
	const { handles } = Renewed.parse(await read(request, 2 * 1024 * 1024));
	for (const handle of handles) dropCopies(handle);
	for (const tag of ["teachers", "teams"]) revalidateTag(tag, { expire: 0 });
	return done();
});

import { signOut } from "@/lib/auth";
import { done, handle, sameOrigin } from "@/lib/http";

export const POST = handle(async (request) => {
	sameOrigin(request);
	await signOut();
	return done();
});

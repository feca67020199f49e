import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { forgetDevice, requireOwner } from "@/lib/mine/device";
import { leaveMine } from "@/lib/mine/leave-mine";
import { LeaveMine } from "@/lib/mine/schema";
import { Refusal } from "@/lib/refusal";

export const POST = handle(async (request) => {
	const { from } = LeaveMine.parse(await form(request));
	try {
		const who = requireOwner(request);
		await limit("mine", request, { account: who.bookerId });
		if (from === "everywhere") await leaveMine(who);
		else forgetDevice();
		return seeOther("/mine?said=left");
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`/mine?no=${error.code}`);
		throw error;
	}
});

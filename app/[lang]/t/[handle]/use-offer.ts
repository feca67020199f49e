"use client";

import { useTranslations } from "next-intl";
import type { AppointmentType } from "@/lib/teachers/schema";
import type { Phase } from "./hold-phase.ts";
import { type Host, withWhom } from "./host.ts";
import { useOneType } from "./use-type.ts";

/** What is being booked, and with whom; `teacher` is the handle of who of a team it became. */
export type Offer = {
	type: AppointmentType;
	teacher: string | undefined;
	whom: string;
	again: () => unknown;
};

/** Who of a team it became may ask something else, and meet elsewhere, than the first of them: known once it is held. */
export function useOffer(host: Host, type: AppointmentType, phase: Phase): Offer {
	const words = useTranslations("board");
	const teacher = phase.at === "held" ? phase.hold.teacher : undefined;
	const { data, mutate } = useOneType(teacher, type.handle);
	const name = host.members?.find(({ handle }) => handle === teacher)?.name;
	return { type: data ?? type, teacher, whom: name ?? withWhom(host, words), again: mutate };
}

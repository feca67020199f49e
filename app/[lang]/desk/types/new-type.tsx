"use client";

import { useState } from "react";
import { colours } from "@/lib/rules/colours";
import type { Schedule } from "@/lib/rules/schema";
import type { DeskType } from "@/lib/rules/type-schema";
import { newKey } from "../../../_ui/send.ts";
import { usualType } from "./type-draft.ts";
import { TypeForm } from "./type-form.tsx";

type Props = { model: DeskType | undefined; types: DeskType[]; schedules: Schedule[]; teacher: string };

/** A type that is not there yet, like another one or like most. */
export function NewType({ model, types, schedules, teacher }: Props) {
	// Made once for each that is begun: asked again it makes no second one, and after it was made another is begun.
	const [id, setId] = useState(newKey);
	if (types.some((type) => type.id === id)) setId(newKey());
	const usual = schedules.find(({ isUsual }) => isUsual);
	const position = Math.max(-1, ...types.map((type) => type.position)) + 1;
	const unused = colours.find((colour) => types.every((type) => type.colour !== colour)) ?? "blue";
	const saved: DeskType = {
		...usualType,
		scheduleId: usual?.id ?? "",
		colour: unused,
		...(model && { ...model, name: `${model.name} (copy)`.slice(0, 120) }),
		...{ id, version: 0, position },
	};
	return (
		<TypeForm
			key={id}
			saved={saved}
			made={false}
			teacher={teacher}
			others={types.map(({ handle }) => handle)}
			schedules={schedules}
		/>
	);
}

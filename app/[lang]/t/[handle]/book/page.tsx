import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Refusal } from "@/lib/refusal";
import { getType } from "@/lib/teachers/get-type";
import { type AppointmentType, GetType } from "@/lib/teachers/schema";
import { askerReadsHour12 } from "../../../../_ui/asker.ts";
import { WordsFor } from "../../../../_ui/words-for.tsx";
import { knownTeacher } from "../known-teacher.ts";
import { askedType, readAsked, type Search } from "./asked.ts";
import { ChooseTime } from "./choose-time.tsx";
import { ChooseZone } from "./choose-zone.tsx";
import { TakeTime } from "./take-time.tsx";

// The way to a booking that needs no script: each step is a page, made for who asks for it.
export const instant = false;

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const teacher = await knownTeacher((await params).handle);
	const words = await getTranslations("plain");
	return {
		title: teacher ? words("title", { name: teacher.name }) : words("nobody"),
		robots: { index: false },
	};
}

export default async function BookPage({ params, searchParams }: Props) {
	const { handle } = await params;
	const teacher = await knownTeacher(handle);
	// Its own page says that there is nobody, and says 404.
	if (!teacher) redirect(`/t/${handle}`);
	const [words, plain] = await Promise.all([getTranslations("board"), getTranslations("plain")]);
	await connection();
	const now = Date.now();
	const search = await searchParams;
	const wanted = askedType(search);
	const listed = wanted === undefined || teacher.types.some((type) => type.handle === wanted);
	const asked = readAsked(search, teacher, listed ? undefined : await hiddenType(handle, wanted), now);
	const viewer = { zone: asked?.zone ?? teacher.timeZone, hour12: await askerReadsHour12() };
	return (
		<>
			<div className="mt-6 mb-6 lg:mt-10">
				<h1 className="text-3xl lg:text-4xl">{plain("title", { name: teacher.name })}</h1>
				<p className="mt-2 text-soft">
					<Link
						href={`/t/${handle}`}
						prefetch={false}
						className="underline decoration-edge underline-offset-4 hover:decoration-current"
					>
						{words("about", { name: teacher.name })}
					</Link>
				</p>
			</div>
			{asked ? (
				<WordsFor rooms={["board"]}>
					<Step asked={asked} teacher={teacher} viewer={viewer} now={now} />
				</WordsFor>
			) : (
				<p className="text-lg text-soft">{words("nothingToBook", { host: teacher.name })}</p>
			)}
		</>
	);
}

/** A type that is listed nowhere; undefined where there is no such type either. */
async function hiddenType(teacher: string, type: string): Promise<AppointmentType | undefined> {
	const wish = GetType.safeParse({ teacher, type });
	if (!wish.success) return undefined;
	try {
		return await getType(wish.data);
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return undefined;
		throw error;
	}
}

type StepProps = Parameters<typeof ChooseTime>[0];

function Step(props: StepProps) {
	if (props.asked.choosesZone) return <ChooseZone {...props} />;
	return props.asked.startsAt ? (
		<TakeTime {...props} startsAt={props.asked.startsAt} />
	) : (
		<ChooseTime {...props} />
	);
}

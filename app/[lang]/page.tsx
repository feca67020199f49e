import { cacheLife, cacheTag } from "next/cache";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { mostTeachers } from "@/lib/teachers/schema";
import { findTeams } from "@/lib/teams/find-teams";
import { AskedDirectory } from "../_ui/asked-directory.tsx";
import { Directory } from "../_ui/directory.tsx";
import { FindTeacher } from "../_ui/find-teacher.tsx";
import { WordsFor } from "../_ui/words-for.tsx";

export const ensureStatic = "navigation";

export default async function Home() {
	const { teachers, teams } = await everyone();
	const whole = teachers.length < mostTeachers;
	return (
		<FindTeacher>
			{whole ? (
				<WordsFor rooms={["directory"]}>
					<Directory teachers={teachers} teams={teams} />
				</WordsFor>
			) : (
				<AskedDirectory teachers={teachers} teams={teams} />
			)}
		</FindTeacher>
	);
}

async function everyone() {
	"use cache";
	cacheTag("teachers", "teams");
	cacheLife("minutes");
	const [all, fresh] = [{ q: "" }, { afterEdit: true }];
	const [teachers, teams] = await Promise.all([findTeachers(all, fresh), findTeams(all, fresh)]);
	return { teachers, teams };
}

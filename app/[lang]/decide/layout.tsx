export { EnglishOnly as default } from "../../_ui/english-only.tsx";

import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { letters } from "@/messages/letters";
import { ops } from "@/messages/ops";
import { LettersScreen } from "@/screens/ops/letters/LettersScreen";

export default screen(LettersScreen, { texts: [ops, letters], frame: inOpsFrame });

import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { MessageScreen } from "@/screens/ops/parking/MessageScreen";

export default screen(MessageScreen, { texts: [ops], frame: inOpsFrame });

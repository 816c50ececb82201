import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { GroupScreen } from "@/screens/ops/parking/GroupScreen";

export default screen(GroupScreen, { texts: [ops], frame: inOpsFrame });

import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { HealthScreen } from "@/screens/ops/health/HealthScreen";

export default screen(HealthScreen, { texts: [ops], frame: inOpsFrame });

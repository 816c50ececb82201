import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { access } from "@/messages/access";
import { Forgot } from "@/screens/public/access/Forgot";

export default screen(Forgot, { texts: [access], frame: inPublicFrame });

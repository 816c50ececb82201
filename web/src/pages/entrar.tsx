import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { publicPages } from "@/messages/public";
import { SignIn } from "@/screens/public/signin/SignIn";

export default screen(SignIn, { texts: [publicPages], frame: inPublicFrame });

import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { TutorScreen } from "@/screens/shop/tutores/TutorScreen";

export default screen(TutorScreen, { texts: [shop], frame: inShopFrame });

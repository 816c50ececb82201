import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { NewTutorScreen } from "@/screens/shop/tutores/NewTutorScreen";

export default screen(NewTutorScreen, { texts: [shop, animal], frame: inShopFrame });

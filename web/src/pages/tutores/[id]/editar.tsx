import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { EditTutorScreen } from "@/screens/shop/tutores/EditTutorScreen";

export default screen(EditTutorScreen, { texts: [shop, animal], frame: inShopFrame });
